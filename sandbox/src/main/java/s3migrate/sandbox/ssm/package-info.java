/// A stand-in for SSM's Parameter Store: the few operations our code and its tests send, in memory.
@NullMarked
package s3migrate.sandbox.ssm;

import org.jspecify.annotations.NullMarked;
