/// The demo: the whole serverless system in the sandbox, on objects it makes, held against the
/// source at the end by its own eyes.
@NullMarked
package s3migrate.cli.demo;

import org.jspecify.annotations.NullMarked;
