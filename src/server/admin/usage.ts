export const adminUsage = `npm run admin -- COMMAND, while the server runs. An AREA is its id or its code.

  areas list [AREA]                         the country's units, or those right below one
  areas add KIND PREFIX NAME [--parent AREA] [--code CODE]
                                            KIND: province, commune, village; PREFIX: tỉnh, xã, thôn, buôn…
  areas rename AREA NAME [--prefix PREFIX] [--on YYYY-MM-DD]
                                            the old name stays findable, until that day (today)
  areas move AREA PARENT                    to another commune or province; its data stays where it is
  areas import FILE                         provinces and communes: .json or .csv (Code, FullName, ProvinceCode)
  villages import FILE                      .csv: commune, prefix, name, and if known code, aliases (a; b)
  invite ROLE [AREA] [--name NAME]          prints a link and a code, valid for a week
  devices list [AREA]                       phones, when they were last heard of, what they still hold
  devices revoke ID                         at its next contact the phone hands over what it holds and erases itself
  passkeys                                  of officers and administrators: whose, by which name, when last used
  passkeys remove ID                        a lost one; with the last one gone its owner makes a first one again
  quarantine                                what waits for a team lead, by village
  quarantine list VILLAGE                   each operation that waits there, from whom, and why
  quarantine release ID…                    applies it with the rest of its form, where it can be applied
  quarantine set-aside ID…                  never applies it; its text is kept
  erasures                                  records that are there and are marked as erased (none should be)
  erasures repair                           takes those marks away, also beside the backups
  retention                                 how long people's rows are kept, and where it is another time
  retention set AREA [MONTHS|default]       for it and everything below; without MONTHS it only says
  reports period AREA cycle|calendar        reports from the 15th to the 14th (as they come), or by month
  guides changed                            steps that people report as different on their phones
  rollups rebuild [AREA]                    counts all figures again from the rows; says whether any was different
  backup                                    make one now
  jobs                                      what the server does by itself, and when it last did

Imports change all or nothing, and importing the same file again changes nothing.`;
