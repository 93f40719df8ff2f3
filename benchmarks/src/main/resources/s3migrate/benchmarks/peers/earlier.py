"""The method of the earlier system's worker and jobsender, as one program: lists both sides whole,
looks for each source object in the list of the other side, and copies what is not there. An object
of more than 5 MiB goes in parts of 5 MiB, each held in memory, with its MD5.

earlier.py ENDPOINT SOURCE_BUCKET DESTINATION_BUCKET PREFIX
"""

import base64
import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

CHUNK_BYTES = 5 * 1024 * 1024
THREADS = 50

endpoint, source, destination, prefix = sys.argv[1:]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    config=Config(max_pool_connections=THREADS, s3={"addressing_style": "path"}),
)


def listed(bucket):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [
        {"Key": found["Key"], "Size": found["Size"]}
        for page in pages
        for found in page.get("Contents", [])
    ]


def md5(content):
    return base64.b64encode(hashlib.md5(content).digest()).decode()


def copy_whole(key):
    content = s3.get_object(Bucket=source, Key=key)["Body"].read()
    s3.put_object(Bucket=destination, Key=key, Body=content, ContentMD5=md5(content))


def copy_in_parts(key, size):
    upload = s3.create_multipart_upload(Bucket=destination, Key=key)["UploadId"]

    def part(number):
        first = (number - 1) * CHUNK_BYTES
        last = min(first + CHUNK_BYTES, size) - 1
        answer = s3.get_object(Bucket=source, Key=key, Range=f"bytes={first}-{last}")
        content = answer["Body"].read()
        written = s3.upload_part(
            Bucket=destination,
            Key=key,
            UploadId=upload,
            PartNumber=number,
            Body=content,
            ContentMD5=md5(content),
        )
        return {"PartNumber": number, "ETag": written["ETag"]}

    count = -(-size // CHUNK_BYTES)
    with ThreadPoolExecutor(THREADS) as threads:
        parts = list(threads.map(part, range(1, count + 1)))
    s3.complete_multipart_upload(
        Bucket=destination, Key=key, UploadId=upload, MultipartUpload={"Parts": parts}
    )


there = listed(destination)
missing = [found for found in listed(source) if found not in there]
small = [found["Key"] for found in missing if found["Size"] <= CHUNK_BYTES]
with ThreadPoolExecutor(THREADS) as threads:
    list(threads.map(copy_whole, small))
for found in missing:
    if found["Size"] > CHUNK_BYTES:
        copy_in_parts(found["Key"], found["Size"])
