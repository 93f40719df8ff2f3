/// `s3migrate worker`: the worker as a container, on the same queues as the function and with the
/// same core.
@NullMarked
package s3migrate.cli.worker;

import org.jspecify.annotations.NullMarked;
