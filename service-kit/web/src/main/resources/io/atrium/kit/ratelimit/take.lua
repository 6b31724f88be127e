-- Takes a charge out of every bucket, or out of none when one of them has no room for it.
--
-- KEYS     the buckets
-- ARGV     slots of a window, then for each bucket: quota, length of a slot in ms, charge
-- answers  the number of the bucket that refuses or 0, then for each bucket: what remains, ms until it has room for more
--          (after a refusal: for what was refused)
--
-- A bucket is a string: the latest slot, then what was counted in it and the slots before, by number modulo their number.
-- Time is Redis' own, so that the clocks of services do not matter.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local slots = tonumber(ARGV[1])
local kept = slots + 1
local format = '>d' .. string.rep('I4', kept)
local length = 8 + 4 * kept
local buckets = {}
local refusing = 0

for i, key in ipairs(KEYS) do
  local bucket = {
    quota = tonumber(ARGV[3 * i - 1]),
    millis = tonumber(ARGV[3 * i]),
    charge = tonumber(ARGV[3 * i + 1]),
    counts = {},
    used = 0
  }
  bucket.head = math.floor(now / bucket.millis)
  local stored = redis.call('GET', key)
  local values = stored and #stored == length and { struct.unpack(format, stored) }
  for place = 0, kept - 1 do
    bucket.counts[place] = values and values[place + 2] or 0
  end
  if values then
    if values[1] > bucket.head then
      bucket.head = values[1] -- the clock was put back
    end
    local passed = math.min(bucket.head - values[1], kept)
    for slot = bucket.head - passed + 1, bucket.head do
      bucket.counts[slot % kept] = 0
    end
  end
  for place = 0, kept - 1 do
    bucket.used = bucket.used + bucket.counts[place]
  end
  if refusing == 0 and bucket.used + bucket.charge > bucket.quota then
    refusing = i
  end
  buckets[i] = bucket
end

local answer = { refusing }
for i, bucket in ipairs(buckets) do
  local needed = 1
  if refusing == 0 then
    local place = bucket.head % kept
    bucket.counts[place] = bucket.counts[place] + bucket.charge
    bucket.used = bucket.used + bucket.charge
    redis.call(
      'SET', KEYS[i],
      struct.pack(format, bucket.head, unpack(bucket.counts, 0, kept - 1)),
      'PX', kept * bucket.millis)
  elseif refusing == i then
    needed = bucket.used + bucket.charge - bucket.quota
  end
  local wait = 0
  local forgotten = 0
  for slot = bucket.head - slots, bucket.head do
    forgotten = forgotten + bucket.counts[slot % kept]
    if forgotten >= needed then
      wait = math.max(0, (slot + kept) * bucket.millis - now)
      break
    end
  end
  answer[2 * i] = math.max(0, bucket.quota - bucket.used)
  answer[2 * i + 1] = wait
end
return answer
