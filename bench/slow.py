"""slow.py PORT CLIENTS SECONDS: clients that read /genre/drama, compressed, at 1 kB a second. Prints how many got a part of it."""

import asyncio
import sys

PORT, CLIENTS, SECONDS = map(int, sys.argv[1:])
REQUEST = b"GET /genre/drama HTTP/1.1\r\nHost: movies\r\nAccept-Encoding: gzip\r\n\r\n"


async def read(statuses):
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT, limit=2048)
    writer.write(REQUEST)
    statuses.append((await reader.readline()).split()[1])
    while await reader.read(1024):
        await asyncio.sleep(1)


async def main():
    statuses = []
    clients = [asyncio.create_task(read(statuses)) for _ in range(CLIENTS)]
    await asyncio.wait(clients, timeout=SECONDS)
    for client in clients:
        client.cancel()
    await asyncio.gather(*clients, return_exceptions=True)
    print(f"{statuses.count(b'200')} of {CLIENTS} were sent the list, {statuses.count(b'503')} were told to try again later")


asyncio.run(main())
