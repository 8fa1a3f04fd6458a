"""Countries and the like, folded: before a colon they are a label ("Ruritania: two killed"), not a speaker."""

COUNTRIES = frozenset(
    """
    afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|belgium
    benin|bolivia|bosnia|botswana|brazil|britain|bulgaria|burkina faso|burundi|cambodia|cameroon|canada|chad|chile|china
    colombia|congo|costa rica|croatia|cuba|cyprus|czech republic|denmark|djibouti|ecuador|egypt|el salvador|england
    eritrea|estonia|ethiopia|europe|fiji|finland|france|gabon|gambia|georgia|germany|ghana|greece|greenland|guatemala
    guinea|guyana|haiti|honduras|hong kong|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast
    jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|liberia|libya|lithuania
    luxembourg|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|moldova|mongolia|montenegro
    morocco|mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|norway|oman
    pakistan|palestine|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda
    saudi arabia|saudi|scotland|senegal|serbia|sierra leone|singapore|slovakia|slovenia|somalia|south africa|south korea
    south sudan|spain|sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand|togo
    tunisia|turkey|turkiye|turkmenistan|uganda|uk|ukraine|united arab emirates|uae|united kingdom|united states|us|usa
    uruguay|uzbekistan|venezuela|vietnam|wales|yemen|zambia|zimbabwe|gaza|west bank|crimea|middle east|africa
    asia|america
    london|paris|berlin|rome|madrid|brussels|moscow|kyiv|kiev|beijing|tokyo|delhi|jerusalem|tel aviv|cairo|beirut
    damascus|baghdad|tehran|riyadh|doha|ankara|istanbul|geneva|washington|new york|los angeles|chicago|texas|florida
    california|sydney|melbourne|khartoum|nairobi|lagos|northern ireland|donbas|darfur|kashmir|red sea|ohio|arizona
    michigan|wisconsin|pennsylvania|nevada|iowa|new hampshire|south carolina|north carolina|alabama|mississippi
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
