package io.atrium.kit.caller;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation, or a resource's every operation, on what customers have and the platform organization has not. In the
 * platform organization it is refused with {@code ORGANIZATION_REQUIRED}: a SUPER_ADMIN names another one.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TenantOperation {}
