// Why the desk itself reads personal data, as the access log keeps it: in the bureau's language, whoever sits there.
export const registrationReason = '受理登记'
