/// The sandbox's S3: path style over http and https, on disk, in constant memory, strict where S3
/// is strict, and able to fail as S3 and networks do. `S3Server` is the way in.
///
/// Packages, each using only those before it: `error`, `checksum`, `store`, `wire`, `auth`,
/// `event`, `operation`, `fault`, `traffic`.
@NullMarked
package s3migrate.sandbox.s3;

import org.jspecify.annotations.NullMarked;
