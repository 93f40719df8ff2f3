@NullMarked
package s3migrate.jobsender.notification;

import org.jspecify.annotations.NullMarked;
