-- POST /api/v1/cases as a signed-in clerk; cookie and token come from the environment.
local texts = { "家里突然没电了，邻居有电，空开推不上去。", "每天晚上七点以后电压特别低，电饭煲煮不熟饭。", "电线杆上有火花，一会儿亮一会儿灭。", "村里这一排十几户都停了，冰箱里的东西要坏了。" }
local n = 0
request = function()
  n = n + 1
  local body = string.format('{"kind":"fault_report","category":"fault_report.low_voltage","channel":"phone","area":"urban","contact":{"name":"客户%d","phone":"1990000%04d","address":"人民路%d号"},"text":"%s","first_step":"keep"}', n, n % 10000, n, texts[n % 4 + 1])
  return wrk.format("POST", "/api/v1/cases", { ["Content-Type"] = "application/json", ["Cookie"] = os.getenv("COOKIE"), ["X-CSRF-Token"] = os.getenv("CSRF") }, body)
end
response = function(status) if status ~= 201 then failed = (failed or 0) + 1 end end
