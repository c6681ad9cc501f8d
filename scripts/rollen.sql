-- Rollen für PostgreSQL: psql --single-transaction -f scripts/rollen.sql
--
-- Auszuführen mit dem Konto, dem die Tabellen gehören (mit dem auch migriert wird), einmal nach der
-- Einrichtung und nach jedem Update. Sind die beiden Rollen noch nicht da, braucht dieses Konto
-- einmal das Recht CREATEROLE.
--
--   haertefall_web     für die Webprozesse: liest und schreibt Akten, hängt an die Spur nur an,
--                      sieht den Schlüssel der Spur nicht und setzt keine Siegel
--   haertefall_arbeit  für „haertefall arbeiten“: dazu die Siegel
--
-- Beide können sich nicht anmelden. Die Konten mit Passwort bekommen sie verliehen:
--   CREATE ROLE web LOGIN PASSWORD '…' IN ROLE haertefall_web;
--   CREATE ROLE arbeit LOGIN PASSWORD '…' IN ROLE haertefall_arbeit;
-- Befehle wie „schluessel wechseln“ und „schluessel nachwischen“ laufen mit dem Eigentümer.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'haertefall_web') THEN
    CREATE ROLE haertefall_web NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'haertefall_arbeit') THEN
    CREATE ROLE haertefall_arbeit NOLOGIN;
  END IF;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, haertefall_web, haertefall_arbeit;
GRANT USAGE ON SCHEMA public TO haertefall_web, haertefall_arbeit;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public
  TO haertefall_web, haertefall_arbeit;
-- Nicht UPDATE: sonst ließen sich Nummern der Spur zurückdrehen.
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, haertefall_web, haertefall_arbeit;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO haertefall_web, haertefall_arbeit;

-- Die Spur: anhängen und lesen, sonst nichts.
REVOKE UPDATE, DELETE ON audit_zugriff, audit_siegel, audit_mass
  FROM haertefall_web, haertefall_arbeit;
REVOKE INSERT ON audit_siegel FROM haertefall_web;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM haertefall_web, haertefall_arbeit;

-- Den Schlüssel der Spur gibt es für die Webprozesse nicht.
ALTER TABLE tresor_schluessel ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS schluessel_web ON tresor_schluessel;
CREATE POLICY schluessel_web ON tresor_schluessel TO haertefall_web
  USING (art <> 'audit') WITH CHECK (art <> 'audit');
DROP POLICY IF EXISTS schluessel_arbeit ON tresor_schluessel;
CREATE POLICY schluessel_arbeit ON tresor_schluessel TO haertefall_arbeit
  USING (true) WITH CHECK (true);
