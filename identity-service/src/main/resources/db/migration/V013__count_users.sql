-- How many users an organization has of each role, as facts on atrium.usage.v1: those who are there now, and from then on
-- every change, whoever makes it. A user who is deleted softly does not count.
SELECT atrium.meter('users', metric => 'user_accounts', dimension => 'role');
