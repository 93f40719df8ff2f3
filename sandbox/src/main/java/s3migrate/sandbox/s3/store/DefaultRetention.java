package s3migrate.sandbox.s3.store;

import java.time.Period;

/// How long a bucket locks what is written without a lock of its own.
///
/// @param mode `GOVERNANCE` or `COMPLIANCE`
/// @param period days or years
public record DefaultRetention(String mode, Period period) {}
