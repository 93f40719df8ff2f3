/// Tests of the doctor, at buckets of the sandbox.
@NullMarked
package s3migrate.doctor;

import org.jspecify.annotations.NullMarked;
