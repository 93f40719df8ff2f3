package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;

/// One operation of S3. Refusals are thrown as `S3Error`; an `IOException` means the connection or
/// the disk.
@FunctionalInterface
interface Operation {
    Response answer(Request request) throws IOException;
}
