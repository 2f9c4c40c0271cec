"""Answers to exercise 1.5.2."""

from __future__ import annotations

import asyncio

import httpx


class RightByStatus:
    """Decides by the status, and sends the request by hand."""

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        pause = 1.0
        while tries:
            tries -= 1
            try:
                reply = await client.send(
                    client.build_request("POST", "/tickets", json=ticket)
                )
            except (
                httpx.NetworkError,
                httpx.TimeoutException,
                httpx.ProtocolError,
            ):
                await sleep(pause)
                pause *= 2
                continue
            if reply.status_code in {429, 503}:
                await sleep(int(reply.headers.get("Retry-After", "1")))
                continue
            reply.raise_for_status()
            return reply.json()
        raise TimeoutError


class RightByRecursion:
    """Doesn't wait at all after a request that broke off."""

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        if tries < 1:
            raise TimeoutError("enough")
        wait = None
        try:
            reply = await client.post("/tickets", json=ticket)
            wait = reply.headers.get("retry-after")
            if wait is None:
                return reply.raise_for_status().json()
        except httpx.TransportError:
            pass
        if wait and tries > 1:
            await sleep(float(wait))
        return await RightByRecursion.send(
            client, ticket, tries=tries - 1, sleep=sleep
        )


class WrongRealSleep:
    says = r"expected: a call of sleep\(5\)"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.TransportError:
                continue
            if "Retry-After" not in reply.headers:
                return reply.raise_for_status().json()
            await asyncio.sleep(0)
        raise TimeoutError


class WrongRepeatsAll:
    says = r"expected: an httpx.HTTPStatusError"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
                reply.raise_for_status()
            except httpx.HTTPError as error:
                response = getattr(error, "response", None)
                await sleep(
                    float(response.headers.get("Retry-After", 1))
                    if response
                    else 1.0
                )
            else:
                return reply.json()
        raise TimeoutError


class WrongForever:
    says = r"more than 50"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        while True:
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.TransportError:
                continue
            if "Retry-After" not in reply.headers:
                return reply.raise_for_status().json()
            await sleep(float(reply.headers["Retry-After"]))


class WrongNewTicketEachTime:
    says = r"expected: a request with"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for number in range(tries):
            fresh = {**ticket, "id": f"{ticket['id']}-{number}"}
            try:
                reply = await client.post("/tickets", json=fresh)
            except httpx.TransportError:
                continue
            if "Retry-After" not in reply.headers:
                return reply.raise_for_status().json()
            await sleep(float(reply.headers["Retry-After"]))
        raise TimeoutError


class WrongCatchesOneError:
    """Knows of one way in which a request breaks off."""

    says = (
        r"ConnectError, 200\nexpected: no error\ngot: +ConnectError: refused"
    )

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.ReadError:
                continue
            if "Retry-After" not in reply.headers:
                return reply.raise_for_status().json()
            await sleep(float(reply.headers["Retry-After"]))
        raise TimeoutError


class WrongCatchesNoTimeout:
    says = r"got: +ReadTimeout: no reply in time"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.NetworkError:
                continue
            if "Retry-After" not in reply.headers:
                return reply.raise_for_status().json()
            await sleep(float(reply.headers["Retry-After"]))
        raise TimeoutError


class WrongAlwaysFive:
    """Waits after a 503, and never reads how long."""

    says = r"503 Retry-After: 2, 200\nexpected: a call of sleep\(2\)\ngot: .*\[5\]"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.TransportError:
                continue
            if reply.status_code != 503:
                return reply.raise_for_status().json()
            await sleep(5)
        raise TimeoutError


class WrongKnowsOneStatus:
    """Takes a 429 for what will not get better."""

    says = r"429 Retry-After: 7, 200\nexpected: \{'ticket': 'my-1'\}"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.TransportError:
                continue
            if reply.status_code != 503:
                return reply.raise_for_status().json()
            await sleep(int(reply.headers.get("Retry-After", 1)))
        raise TimeoutError


class WrongReturnsWhatCame:
    """Looks for the header, and not for what else may be wrong."""

    says = r"the service: 503\nexpected: an httpx.HTTPStatusError"

    @staticmethod
    async def send(client, ticket, tries=5, sleep=asyncio.sleep):
        for _ in range(tries):
            try:
                reply = await client.post("/tickets", json=ticket)
            except httpx.TransportError:
                continue
            if reply.status_code == 422:
                reply.raise_for_status()
            if "Retry-After" not in reply.headers:
                return reply.json()
            await sleep(float(reply.headers["Retry-After"]))
        raise TimeoutError
