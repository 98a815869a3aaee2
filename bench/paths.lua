-- Asks for the paths of the file PATHS in a random order that is the same for each peer.
local paths = {}
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
math.randomseed(5)
request = function() return wrk.format(nil, paths[math.random(#paths)]) end
