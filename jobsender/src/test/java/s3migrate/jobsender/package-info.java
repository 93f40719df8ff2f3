/// The jobsender with fakes, and its packaged asset in the sandbox.
@NullMarked
package s3migrate.jobsender;

import org.jspecify.annotations.NullMarked;
