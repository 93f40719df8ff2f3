/// Faults on demand: which request gets one, and what it is.
@NullMarked
package s3migrate.sandbox.s3.fault;

import org.jspecify.annotations.NullMarked;
