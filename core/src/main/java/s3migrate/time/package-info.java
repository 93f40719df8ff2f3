/// Time as a value: deadlines, backoff and sleeping, injected wherever time matters. Imports
/// nothing of ours.
@NullMarked
package s3migrate.time;

import org.jspecify.annotations.NullMarked;
