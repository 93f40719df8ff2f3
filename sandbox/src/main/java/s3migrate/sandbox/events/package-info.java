/// An event bus that keeps what it is sent.
@NullMarked
package s3migrate.sandbox.events;

import org.jspecify.annotations.NullMarked;
