/// The worker: takes messages, does their transfers, and settles each message by what came of it.
@NullMarked
package s3migrate.worker;

import org.jspecify.annotations.NullMarked;
