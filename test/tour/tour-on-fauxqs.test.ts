import { afterAll } from 'vitest'
import { startFauxqs } from '../servers/fauxqs.ts'
import { describeTour } from './support/describe-tour.ts'
import { bucketOfCaches } from './support/stores.ts'

const server = await startFauxqs()

describeTour('fauxqs', () => bucketOfCaches(server), [{ format: 'snapshot', size: '350 entries' }])

afterAll(() => server.stop())
