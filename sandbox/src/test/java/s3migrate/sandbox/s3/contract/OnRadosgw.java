package s3migrate.sandbox.s3.contract;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Runs where the endpoint given by option is a radosgw: with `-Ds3.profile=radosgw`.
@Target(TYPE)
@Retention(RUNTIME)
@EnabledIfSystemProperty(
        named = EndpointUnderTest.OPTION,
        matches = ".+",
        disabledReason = EndpointUnderTest.NO_ENDPOINT)
@EnabledIfSystemProperty(
        named = EndpointUnderTest.PROFILE,
        matches = "radosgw",
        disabledReason = "not with this s3.profile")
@interface OnRadosgw {}
