-- By which id a notice is being sent: whoever tries again goes by the same, so that who gets it twice knows it again.
alter table notice add column delivery text;
