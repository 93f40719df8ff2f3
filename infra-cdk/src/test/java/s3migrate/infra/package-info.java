/// The template is checked as CloudFormation gets it: JSON, one synthesis per example.
@NullMarked
package s3migrate.infra;

import org.jspecify.annotations.NullMarked;
