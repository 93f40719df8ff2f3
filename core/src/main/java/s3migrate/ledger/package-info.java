/// Who works on which destination key, with which upload, and what came of it. Informs and
/// coordinates; never decides which version is newer.
@NullMarked
package s3migrate.ledger;

import org.jspecify.annotations.NullMarked;
