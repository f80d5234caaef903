import { describe, expect, test } from 'vitest'
import type { S3Address } from '../../src/inputs/endpoint.ts'
import { parseEndpoint } from '../../src/inputs/endpoint.ts'

function addressOf(written: string): S3Address {
  const parsed = parseEndpoint(written)
  if ('wrong' in parsed) throw new Error(parsed.wrong)
  return parsed.address
}

describe('an address of Amazon S3', () => {
  const plain = { amazon: true, prefix: '', pathStyle: false, dualStack: false, accelerate: false }
  test.each([
    ['https://s3.amazonaws.com', {}],
    ['http://s3.amazonaws.com', {}],
    ['s3.amazonaws.com', {}],
    ['https://s3.amazonaws.com/', {}],
    ['https://s3.amazonaws.com/bucket', { bucket: 'bucket' }],
    ['https://s3.eu-west-1.amazonaws.com', { region: 'eu-west-1' }],
    ['https://s3.eu-west-1.amazonaws.com/', { region: 'eu-west-1' }],
    ['https://s3.eu-west-1.amazonaws.com/bkt/pfx', { region: 'eu-west-1', bucket: 'bkt', prefix: 'pfx' }],
    ['https://bkt.s3.eu-west-1.amazonaws.com', { region: 'eu-west-1', bucket: 'bkt' }],
    ['https://bkt.s3.eu-west-1.amazonaws.com/x', { region: 'eu-west-1', bucket: 'bkt', prefix: 'x' }],
    ['https://my.bkt.s3.eu-west-1.amazonaws.com', { region: 'eu-west-1', bucket: 'my.bkt' }],
    ['https://bkt.s3.amazonaws.com', { bucket: 'bkt' }],
    ['https://s3-eu-west-2.amazonaws.com', { region: 'eu-west-2' }],
    ['https://bkt.s3-eu-west-2.amazonaws.com', { region: 'eu-west-2', bucket: 'bkt' }],
    ['https://s3-external-1.amazonaws.com', { region: 'us-east-1' }],
    ['https://s3.dualstack.ap-southeast-2.amazonaws.com', { region: 'ap-southeast-2', dualStack: true }],
    ['https://bkt.s3.dualstack.eu-west-1.amazonaws.com', { region: 'eu-west-1', bucket: 'bkt', dualStack: true }],
    ['https://s3-accelerate.amazonaws.com', { accelerate: true }],
    ['https://bkt.s3-accelerate.dualstack.amazonaws.com', { bucket: 'bkt', accelerate: true, dualStack: true }],
    ['https://s3-fips.us-gov-west-1.amazonaws.com', { region: 'us-gov-west-1', endpoint: 'https://s3-fips.us-gov-west-1.amazonaws.com' }],
    [
      'https://bkt.s3-fips.dualstack.us-east-1.amazonaws.com',
      { region: 'us-east-1', bucket: 'bkt', endpoint: 'https://s3-fips.dualstack.us-east-1.amazonaws.com' },
    ],
    ['https://s3.cn-north-1.amazonaws.com.cn', { region: 'cn-north-1' }],
    ['https://bkt.s3.cn-northwest-1.amazonaws.com.cn', { region: 'cn-northwest-1', bucket: 'bkt' }],
    ['https://s3.us-isob-east-1.amazonaws.com', { region: 'us-isob-east-1' }],
    [
      'https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com',
      { region: 'us-east-1', endpoint: 'https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com', pathStyle: true },
    ],
    [
      'https://mine.bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com/deep',
      {
        region: 'us-east-1',
        endpoint: 'https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com',
        bucket: 'mine',
        prefix: 'deep',
        pathStyle: true,
      },
    ],
    [
      'https://s3express-use1-az4.us-east-1.amazonaws.com',
      { region: 'us-east-1', endpoint: 'https://s3express-use1-az4.us-east-1.amazonaws.com', pathStyle: true },
    ],
  ])('%s', (written, expected) => {
    expect(addressOf(written)).toEqual({ ...plain, ...expected })
  })

  test.each([
    ['s3://bkt', { bucket: 'bkt', prefix: '' }],
    ['s3://bkt/pfx', { bucket: 'bkt', prefix: 'pfx' }],
    ['s3://My_Bucket//a/./b/', { bucket: 'My_Bucket', prefix: 'a/b' }],
  ])('%s leaves open which server has the bucket', (written, expected) => {
    expect(addressOf(written)).toEqual({ ...plain, ...expected, serverOpen: true })
  })
})

describe('an address of another server', () => {
  const own = { amazon: false, prefix: '', pathStyle: true, dualStack: false, accelerate: false }
  test.each([
    ['http://minio:9000', { endpoint: 'http://minio:9000' }],
    ['http://minio.company.com', { endpoint: 'http://minio.company.com' }],
    ['https://minio.company.com/', { endpoint: 'https://minio.company.com' }],
    ['http://minio:9000/bucket', { endpoint: 'http://minio:9000', bucket: 'bucket' }],
    ['https://minio:9000/bucket/a/b/', { endpoint: 'https://minio:9000', bucket: 'bucket', prefix: 'a/b' }],
    ['http://[::1]:9000', { endpoint: 'http://[::1]:9000' }],
    ['HTTP://Minio:9000', { endpoint: 'http://minio:9000' }],
    ['minio:9000', { endpoint: 'http://minio:9000', guessedScheme: 'http' }],
    ['10.0.0.1:9000', { endpoint: 'http://10.0.0.1:9000', guessedScheme: 'http' }],
    ['[::1]:9000', { endpoint: 'http://[::1]:9000', guessedScheme: 'http' }],
    ['minio.company.com/cache', { endpoint: 'https://minio.company.com', bucket: 'cache', guessedScheme: 'https' }],
    ['https://oss-cn-hangzhou.aliyuncs.com', { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', pathStyle: false }],
    ['https://fakeamazonaws.com', { endpoint: 'https://fakeamazonaws.com' }],
  ])('%s', (written, expected) => {
    expect(addressOf(written)).toEqual({ ...own, ...expected })
  })
})

test.each([
  ['https://', 'an address such as'],
  ['http://:9000', 'an address such as'],
  ['not an address', 'an address such as'],
  ['ftp://host', 'begins with https://'],
  ['file:///var/cache', 'an address such as'],
  ['https://key:secret@host', 'without credentials'],
  ['https://host/bucket?region=x', 'without "?"'],
  ['https://host/a%2F..%2Fb', 'without ".." components'],
  ['https://host/%E0%A4%A', 'well-formed % codes'],
  ['s3://', 'an address such as'],
  ['http://bkt.s3-website-us-east-1.amazonaws.com', 'and not that of a website it serves: https://s3.us-east-1.amazonaws.com'],
  ['bkt.s3-website.eu-central-1.amazonaws.com/x', 'and not that of a website it serves: https://s3.eu-central-1.amazonaws.com'],
])('%s is refused: expected %s', (written, expected) => {
  expect(parseEndpoint(written)).toEqual({ wrong: expect.stringContaining(expected) })
})
