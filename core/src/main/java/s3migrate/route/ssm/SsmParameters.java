package s3migrate.route.ssm;

import s3migrate.route.Parameters;
import s3migrate.route.SettingsException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/// Reads parameters from SSM, each time anew. One instance serves many threads.
public final class SsmParameters implements Parameters {

    private final SsmClient ssm;

    public SsmParameters(SsmClient ssm) {
        this.ssm = ssm;
    }

    @Override
    public String value(String name) {
        try {
            return ssm.getParameter(get -> get.name(name).withDecryption(true)).parameter().value();
        } catch (ParameterNotFoundException none) {
            throw new SettingsException(where(name), "missing in this account and region", none);
        } catch (SsmException answered) {
            String fault =
                    "GetParameter answered %s (request id %s)"
                            .formatted(code(answered), answered.requestId());
            throw answered.isThrottlingException() || answered.statusCode() >= 500
                    ? SettingsException.passing(where(name), fault, answered)
                    : new SettingsException(where(name), fault, answered);
        } catch (SdkException broken) {
            throw SettingsException.passing(
                    where(name), "GetParameter: " + broken.getMessage(), broken);
        }
    }

    /// What answered may not have been SSM.
    private static String code(SsmException answered) {
        var details = answered.awsErrorDetails();
        return details == null ? "status " + answered.statusCode() : details.errorCode();
    }

    private static String where(String name) {
        return "parameter " + name;
    }
}
