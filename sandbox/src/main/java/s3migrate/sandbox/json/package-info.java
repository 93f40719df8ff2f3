/// What the sandbox's JSON services share: a loopback HTTP server, known access keys, dispatch by
/// `X-Amz-Target`, errors as AWS writes them, and faults on demand. Knows nothing of any one
/// service.
@NullMarked
package s3migrate.sandbox.json;

import org.jspecify.annotations.NullMarked;
