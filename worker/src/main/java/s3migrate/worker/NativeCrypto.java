package s3migrate.worker;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/// Puts native cryptography under the JDK's TLS. Lambda's java25 compiles with C1 only, where the
/// JDK's own AES-GCM costs 25 times as much CPU (measured: 35 to 39 CPU-seconds per GiB instead of
/// 0.7 to 1.6).
public final class NativeCrypto {

    private NativeCrypto() {}

    /// What TLS runs on. Without the native provider everything works, at that price.
    public record Report(boolean installed, String provider, String jitLevel) {}

    /// Installs the provider. To be called before anything opens a connection; again it does
    /// nothing.
    public static Report install() {
        AmazonCorrettoCryptoProvider.install();
        var provider = AmazonCorrettoCryptoProvider.INSTANCE;
        var broken = provider.getLoadingError();
        if (broken != null) {
            return new Report(
                    false, "JDK, because " + provider.getName() + " " + broken, jitLevel());
        }
        provider.assertHealthy();
        return new Report(true, provider.getName() + " " + provider.getVersionStr(), jitLevel());
    }

    private static String jitLevel() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return jvm.getVMOption("TieredStopAtLevel").getValue();
    }
}
