"""Jobs: mails, reminders and daily runs, written in the transaction of the act that wants them.

A job is a row (`models`). Other rooms declare tasks in their module `aufgaben` with `@aufgabe`
(`register`) or `@versand` (`post`) and put jobs in the queue with `einreihen` (`schlange`). The
worker (`arbeiter`, `lauf`) carries them out, `uebersicht` shows what waits and why.
"""
