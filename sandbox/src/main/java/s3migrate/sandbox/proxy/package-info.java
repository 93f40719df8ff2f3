/// A TCP proxy that makes the network as bad as a test wants it. Knows nothing of what it carries,
/// so it stands before http and https alike; `TcpProxy` is the way in. Uses nothing else of the
/// sandbox.
@NullMarked
package s3migrate.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
