/// TLS of the sandbox: one throw-away certificate authority per run, made by the JDK's own keytool.
@NullMarked
package s3migrate.sandbox.tls;

import org.jspecify.annotations.NullMarked;
