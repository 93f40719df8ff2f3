package s3migrate.sandbox.s3.auth;

import s3migrate.sandbox.s3.wire.Caller;
import s3migrate.sandbox.s3.wire.ChunkSignatures;

/// Who sends a request, and what its body is signed with.
public record Sender(Caller caller, ChunkSignatures chunks) {}
