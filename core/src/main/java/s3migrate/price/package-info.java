/// What AWS asks for what we use, and how much of it that is so far. Knows nothing of what is
/// copied: whoever makes requests says so.
@NullMarked
package s3migrate.price;

import org.jspecify.annotations.NullMarked;
