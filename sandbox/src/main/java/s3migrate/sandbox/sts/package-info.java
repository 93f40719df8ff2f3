/// A Security Token Service: roles to assume, and who is who.
@NullMarked
package s3migrate.sandbox.sts;

import org.jspecify.annotations.NullMarked;
