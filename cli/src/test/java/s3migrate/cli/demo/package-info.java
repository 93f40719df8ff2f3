/// What the demo makes, reads and says. The demo itself runs in CI, as a user runs it.
@NullMarked
package s3migrate.cli.demo;

import org.jspecify.annotations.NullMarked;
