/// What passes over a server's connections: counted, slowed and, by a fault, cut.
@NullMarked
package s3migrate.sandbox.s3.traffic;

import org.jspecify.annotations.NullMarked;
