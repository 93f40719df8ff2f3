/// Tests that hold pages of `docs` to the code.
@NullMarked
package s3migrate.docs;

import org.jspecify.annotations.NullMarked;
