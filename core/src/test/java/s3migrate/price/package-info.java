/// Tests of prices.
@NullMarked
package s3migrate.price;

import org.jspecify.annotations.NullMarked;
