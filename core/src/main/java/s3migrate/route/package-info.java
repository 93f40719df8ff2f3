/// Which source goes to which destination and how: routes, key mapping, credentials and settings.
@NullMarked
package s3migrate.route;

import org.jspecify.annotations.NullMarked;
