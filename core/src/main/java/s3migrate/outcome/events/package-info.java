/// Outcome events on Amazon EventBridge.
@NullMarked
package s3migrate.outcome.events;

import org.jspecify.annotations.NullMarked;
