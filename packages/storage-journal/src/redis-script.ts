/**
 * Reads on from an index, and appends if nothing was left to read: in one step, so that nobody else appends between. The keys are
 * Optuna's: `<prefix>:log_number`, the index of the last entry, and `<prefix>:log:<index>`.
 *
 * KEYS[1] log_number; ARGV: prefix, index to read from, fingerprint of entry 0 ("" at index 0), how many to read, new entries.
 * Answers the index of the last entry, how many were appended (-1: another journal is there), the fingerprint, what was read.
 */
export const EXCHANGE_SCRIPT = `
local function key(i) return ARGV[1] .. ':log:' .. string.format('%d', i) end
local last = tonumber(redis.call('get', KEYS[1]) or '-1')
local from = tonumber(ARGV[2])
local first = redis.call('get', key(0))
local print = first and redis.sha1hex(first) or ''
if last < from - 1 or (from > 0 and print ~= ARGV[3]) then return {last, -1, print} end
local answer = {last, 0, print}
for i = from, math.min(last, from + tonumber(ARGV[4]) - 1) do
  local entry = redis.call('get', key(i))
  if not entry then return answer end
  answer[#answer + 1] = entry
end
if last >= from or #ARGV == 4 then return answer end
for i = 5, #ARGV do redis.call('set', key(last + i - 4), ARGV[i]) end
answer[1] = last + #ARGV - 4
answer[2] = #ARGV - 4
if from == 0 then answer[3] = redis.sha1hex(ARGV[5]) end
redis.call('set', KEYS[1], answer[1])
return answer
`

/**
 * Puts entries in the place of all before an index; what follows them moves down. Optuna's snapshot, which counts by the old
 * indices, goes.
 *
 * KEYS[1] log_number; ARGV: prefix, index of the first entry to stay, fingerprint of entry 0, what the keys of the new entries
 * begin with, how many there are. Answers 1, or 0 if another journal is there.
 */
export const REPLACE_SCRIPT = `
local function key(i) return ARGV[1] .. ':log:' .. string.format('%d', i) end
local last = tonumber(redis.call('get', KEYS[1]) or '-1')
local stay = tonumber(ARGV[2])
local count = tonumber(ARGV[5])
local first = redis.call('get', key(0))
if last < stay - 1 or (stay > 0 and redis.sha1hex(first or '') ~= ARGV[3]) then return 0 end
local by = count - stay
if by > 0 then
  for i = last, stay, -1 do redis.call('rename', key(i), key(i + by)) end
elseif by < 0 then
  for i = stay, last do redis.call('rename', key(i), key(i + by)) end
  for i = last + by + 1, last do redis.call('unlink', key(i)) end
end
for i = 0, count - 1 do
  redis.call('rename', ARGV[4] .. string.format('%d', i), key(i))
  redis.call('persist', key(i))
end
redis.call('set', KEYS[1], last + by)
redis.call('unlink', ARGV[1] .. ':snapshot')
return 1
`
