/// What tests of several packages and modules share: generated cases, odd keys, and the rules of
/// the architecture.
@NullMarked
package s3migrate;

import org.jspecify.annotations.NullMarked;
