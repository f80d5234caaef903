import { setTimeout as sleep } from 'node:timers/promises'

import type { S3Client } from '@aws-sdk/client-s3'

import { LarderError } from '../../errors.ts'
import type { S3Config } from '../../inputs/config.ts'
import { aborted } from '../aborted.ts'
import { createLimiter } from '../limiter.ts'
import type { OpenOptions } from '../open-options.ts'
import { type Attempt, attempt } from './attempt.ts'
import { s3Client, type UnsignedBodies } from './client.ts'
import { type StoreClock, storeClock } from './clock.ts'
import { failedBy, type Site, requestFailed, type Subject } from './errors.ts'
import { failureOf } from './failure.ts'
import { type Expectation, timeFor } from './patience.ts'
import { retryDelay } from './retry.ts'
import { createTransport } from './transport.ts'
import { defaultTuning, type Tuning } from './tuning.ts'

export interface RequestOptions extends Expectation {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that a try may go on after the signal has fired; 0 by default. No other try begins. */
  readonly grace?: number
}

/** Everything the operations of one S3 store share. */
export interface Session {
  readonly config: S3Config
  readonly tuning: Tuning
  readonly site: Site
  readonly clock: StoreClock
  readonly unsignedBodies: UnsignedBodies
  /** Buckets that are known to exist. */
  readonly seenBuckets: Set<string>
  readonly warn: (message: string) => void
  /** The client in use now; only for what the SDK asks of its settings. */
  client(): S3Client
  /**
   * Sends one request, in its turn, as often as it takes. `send` is called once a try.
   * Throws the error of the contract when the failure is final.
   */
  request<T>(subject: Subject, send: (client: S3Client, attempt: Attempt) => Promise<T>, options?: RequestOptions): Promise<T>
  close(): void
}

export function openSession(config: S3Config, options: OpenOptions): Session {
  const tuning = { ...defaultTuning, ...options.tuning }
  const clock = storeClock(() => performance.now())
  const transport = createTransport(config, tuning, clock, options)
  const unsignedBodies: UnsignedBodies = new WeakSet()
  const clients = renewable(() => s3Client(config, transport, unsignedBodies))
  const limited = createLimiter(options.concurrency)
  const site = siteOf(config)

  const request: Session['request'] = (subject, send, requestOptions = {}) => {
    const { signal, grace = 0 } = requestOptions
    const limits = { signal, grace, milliseconds: timeFor(requestOptions, tuning) }
    return limited(async () => {
      try {
        return await repeatedly((client) => attempt((once) => send(client, once), limits), { clients, clock, tuning, signal })
      } catch (error) {
        if (signal?.aborted === true) throw aborted(signal)
        throw error instanceof LarderError ? error : requestFailed(failureOf(error, clock.now()), subject, site)
      }
    }, signal)
  }
  const close = (): void => {
    transport.close()
  }
  const { warn } = options
  return { config, tuning, site, clock, unsignedBodies, seenBuckets: new Set(), warn, client: () => clients.current(), request, close }
}

/** Whether a failure says that there is nothing to read. A bucket that the first write makes holds nothing; another one that is missing is a mistake. */
export function isAbsence(error: unknown, { config }: Pick<Session, 'config'>): boolean {
  return failedBy(error, 'no-object') || (config.createBucket && failedBy(error, 'no-bucket'))
}

interface Clients {
  current(): S3Client
  /** Replaces a client whose credentials have expired, unless another request has done so already. */
  renew(expired: S3Client): void
}

function renewable(create: () => S3Client): Clients {
  let client = create()
  return {
    current: () => client,
    renew(expired) {
      if (client === expired) client = create()
    },
  }
}

interface Patience {
  readonly clients: Clients
  readonly clock: StoreClock
  readonly tuning: Tuning
  readonly signal: AbortSignal | undefined
}

async function repeatedly<T>(once: (client: S3Client) => Promise<T>, { clients, clock, tuning, signal }: Patience): Promise<T> {
  let renewed = false
  for (let failures = 1; ; failures++) {
    const client = clients.current()
    try {
      return await once(client)
    } catch (error) {
      if (signal?.aborted === true || error instanceof LarderError) throw error
      const failure = failureOf(error, clock.now())
      if (failure.kind === 'expired' && !renewed) {
        renewed = true
        clients.renew(client)
        continue
      }
      const delay = retryDelay(failure, failures, tuning)
      if (delay === undefined) throw error
      await sleep(delay, undefined, signal === undefined ? {} : { signal })
    }
  }
}

function siteOf({ endpoint, region }: S3Config): Site {
  if (endpoint === undefined) return { place: `in ${region}`, region }
  const { protocol, host } = new URL(endpoint)
  return { place: `at ${protocol}//${host}`, region }
}
