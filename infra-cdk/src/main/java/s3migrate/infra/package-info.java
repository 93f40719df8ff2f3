/// The stack: the construct [s3migrate.infra.S3Migration], its parts, and the app that deploys it.
/// The programs it deploys are taken as built assets, never as classes.
@NullMarked
package s3migrate.infra;

import org.jspecify.annotations.NullMarked;
