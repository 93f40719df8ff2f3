/// A store in memory that keeps S3's rules, with seams for faults: what the tests of every module
/// above copy from and to.
@NullMarked
package s3migrate.store.memory;

import org.jspecify.annotations.NullMarked;
