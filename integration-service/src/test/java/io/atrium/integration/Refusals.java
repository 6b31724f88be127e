package io.atrium.integration;

import java.util.UUID;

/** Makes the database refuse the effect of some records, as a defect would. */
public final class Refusals {

    private Refusals() {}

    /** @param id of the records, as LIKE takes it */
    public static void refuse(UUID organization, String id) {
        refuse(organization, id, "P0001");
    }

    /** @param state what the database says: the SQLSTATE */
    public static void refuse(UUID organization, String id, String state) {
        String name = name(organization);
        Sql.execute("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN IF NEW.organization_id = '" + organization + "' AND NEW.external_id LIKE '" + id
                + "' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '" + state + "'; END IF; RETURN NEW; END $$;"
                + "CREATE TRIGGER " + name + " BEFORE INSERT OR UPDATE ON synced_record FOR EACH ROW EXECUTE FUNCTION "
                + name + "()");
    }

    public static void allow(UUID organization) {
        Sql.execute("DROP FUNCTION " + name(organization) + " CASCADE");
    }

    private static String name(UUID organization) {
        return "refuse_" + organization.toString().replace('-', '_');
    }
}
