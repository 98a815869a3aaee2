-- Requests the paths of the file PATHS: one after the other to warm up (ORDER=each), else in a random order that is the same for each peer.
-- With RATE, about as many per second in total, however long responses take: each of the CLIENTS pauses between two requests.
local requests, rate, clients = {}, tonumber(os.getenv("RATE")), tonumber(os.getenv("CLIENTS"))
local n = 0
init = function()
  for path in io.lines(os.getenv("PATHS")) do requests[#requests + 1] = wrk.format(nil, path) end
  math.randomseed(5)
end
if os.getenv("ORDER") == "each" then
  request = function() n = n % #requests + 1; return requests[n] end
else
  request = function() return requests[math.random(#requests)] end
end
if rate then delay = function() return math.random(0, math.floor(2000 * clients / rate)) end end
