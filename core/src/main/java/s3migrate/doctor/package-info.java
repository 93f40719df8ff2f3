/// Looks at a route before anything is copied: who we are, what may be done at both ends, what is
/// set up there that would hurt. Leaves nothing behind: writes are tried by uploads that are ended
/// again. Used by `doctor`, and in short before a first run.
@NullMarked
package s3migrate.doctor;

import org.jspecify.annotations.NullMarked;
