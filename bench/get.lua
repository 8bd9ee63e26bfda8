-- GET the addresses of the file named by PATHS, one after the other, as a signed-in clerk.
local paths, n = {}, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function()
  n = n + 1
  return wrk.format("GET", paths[n % #paths + 1], { ["Cookie"] = os.getenv("COOKIE") })
end
