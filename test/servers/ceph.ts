import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { pathOfProgram } from '../support/requirements.ts'
import { type GuardedProgram, startGuarded } from './guarded-program.ts'
import { freePort, type S3Server, untilAnswering } from './server.ts'

const execute = promisify(execFile)

/** Ceph's S3 gateway on a cluster of one monitor and one store in memory, with signatures checked. Takes about ten seconds. */
export async function startCeph(directory: string): Promise<S3Server> {
  const [accessKey, secretKey] = ['larder-access', 'larder-secret']
  const [monitorPort, port] = [await freePort(), await freePort()]
  const file = (name: string): string => path.join(directory, name)
  const run = (program: string, ...args: string[]): Promise<unknown> =>
    execute('timeout', ['60', pathOfProgram(program), '-c', file('ceph.conf'), ...args], { cwd: directory })
  const guard = (program: string, ...args: string[]): GuardedProgram =>
    startGuarded(pathOfProgram(program), ['-c', file('ceph.conf'), '-f', ...args], { directory })

  const cluster = randomUUID()
  await Promise.all(['mon', 'osd', 'rgw', 'run', 'log'].map((name) => mkdir(file(name))))
  await writeFile(file('ceph.conf'), configuration({ directory, cluster, monitorPort, port }))
  await makeKeys(file('keyring'))
  await execute(pathOfProgram('monmaptool'), [
    '--create',
    '--fsid',
    cluster,
    '--addv',
    'a',
    `[v2:127.0.0.1:${monitorPort}]`,
    file('monmap'),
  ])

  await run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', file('monmap'), '--keyring', file('keyring'))
  const monitor = guard('ceph-mon', '-i', 'a')
  const store = randomUUID()
  await run('ceph', 'osd', 'new', store, '0')
  await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', store)
  await run('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=h', 'root=default')
  const disk = guard('ceph-osd', '-i', '0')
  await run(
    'radosgw-admin',
    '-n',
    'client.rgw',
    'user',
    'create',
    '--uid=larder',
    '--display-name=larder',
    `--access-key=${accessKey}`,
    `--secret=${secretKey}`,
  )
  const gateway = guard('radosgw', '-n', 'client.rgw')
  const endpoint = `http://127.0.0.1:${port}`
  await untilAnswering(endpoint, gateway)
  return {
    endpoint,
    region: 'us-east-1',
    accessKey,
    secretKey,
    stop: async () => {
      await Promise.all([gateway, disk, monitor].map((program) => program.stop()))
    },
  }
}

async function makeKeys(keyring: string): Promise<void> {
  const make = (...args: string[]): Promise<unknown> => execute(pathOfProgram('ceph-authtool'), [keyring, ...args])
  const all = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *']
  await make('--create-keyring', '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *')
  await make('--gen-key', '-n', 'client.admin', ...all, '--cap', 'mgr', 'allow *')
  await make('--gen-key', '-n', 'osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *')
  await make('--gen-key', '-n', 'client.rgw', '--cap', 'mon', 'allow rwx', '--cap', 'osd', 'allow rwx')
}

function configuration(to: { directory: string; cluster: string; monitorPort: number; port: number }): string {
  return `[global]
fsid = ${to.cluster}
mon host = v2:127.0.0.1:${to.monitorPort}
mon initial members = a
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
public network = 127.0.0.0/8
ms bind ipv4 = true
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
osd crush chooseleaf type = 0
run dir = ${to.directory}/run
log file = ${to.directory}/log/$name.log
admin socket = ${to.directory}/run/$name.asok
pid file = ${to.directory}/run/$name.pid
keyring = ${to.directory}/keyring
[mon.a]
mon data = ${to.directory}/mon
mon data avail crit = 1
[osd]
osd data = ${to.directory}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd memory target = 939524096
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${to.port} tcp_nodelay=1
rgw data = ${to.directory}/rgw
rgw enable usage log = false
rgw enable ops log = false
rgw thread pool size = 32
`
}
